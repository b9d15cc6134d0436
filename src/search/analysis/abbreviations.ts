// What programmers shorten, and the words they mean: general names, none taken from any blog.

export const abbreviations: ReadonlyMap<string, string> = new Map(
  `js javascript|ts typescript|py python|rb ruby|yt youtube|rn react native|db database|os operating system
oss open source|k8s kubernetes|md markdown|fp functional programming|oop object oriented|gc garbage collection
ml machine learning|dl deep learning|rl reinforcement learning|ai artificial intelligence|nn neural network
nlp natural language processing|cv computer vision|llm large language model|regex regular expression
regexp regular expression|csrf xsrf|xsrf csrf|esm es modules|cjs commonjs|e2e end to end|zk zookeeper|pg postgres
psql postgres|gh github|vsc vscode|ui interface|ux user experience|oauth authentication|auth authentication
repo repository|repos repositories|config configuration|env environment|deps dependencies|dep dependency
dev development|docs documentation|doc documentation|app application|perf performance|i18n internationalization
l10n localization|a11y accessibility|pic picture|pics pictures|ads advertisement|vars variables|var variable
func function|fn function|ipc inter process communication|tls https|ssl https|golang go|wasm webassembly
win windows|ioc inversion of control|di dependency injection|tdd test driven|ssr server side rendering
pwa progressive web app|spa single page app|ci continuous integration|cd continuous deployment|pr pull request
vm virtual machine|lb load balancing|mq message queue|sql database|dom document object model|admin administrator
impl implementation|lib library|libs libraries|pkg package|cmd command|dir directory|img image|algo algorithm
param parameter|params parameters|args arguments|async asynchronous|sync synchronization|intro introduction
info information|calc calculus|stats statistics|mgmt management|prod production|ref reference|refs references
bc blockchain|iot internet of things|wifi wireless|wlan wireless|sem semantic|a/b experiment`
    .split(/[|\n]/u)
    .map((entry) => [entry.slice(0, entry.indexOf(" ")), entry.slice(entry.indexOf(" ") + 1)] as const),
);
