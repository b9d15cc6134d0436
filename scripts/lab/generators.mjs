// The generators of the lab: what they need beside a site's own files so that each page tells what it was made of, and how they are run.

/** The facts of a page stand in the attributes of an element around its text. */
const marked = (source, title, date, tags, content) =>
  `<postern-page source="${source}" title="${title}" date="${date}" tags="${tags}">${content}</postern-page>`;

const liquid = marked(
  "{{ page.path }}",
  "{{ page.title | escape }}",
  "{{ page.date | date_to_xmlschema }}",
  "{{ page.tags | join: '|' | escape }}",
  "{{ content }}",
);
const go = marked(
  "content/{{ with .File }}{{ .Path }}{{ end }}",
  "{{ .Title }}",
  '{{ if not .Date.IsZero }}{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}{{ end }}',
  '{{ delimit (.Params.tags | default slice) "|" }}',
  "{{ .Content }}",
);
const ejs = marked(
  "source/<%= page.source %>",
  "<%= page.title %>",
  "<%= page.date.toISOString() %>",
  "<%= (page.tags ? page.tags.toArray() : []).map((tag) => tag.name).join('|') %>",
  "<%- page.content %>",
);
const njk = marked(
  "{{ page.inputPath | replace('./', '', 1) }}",
  "{{ title }}",
  "{{ page.date.toISOString() }}",
  "{% for tag in tags %}{% if tag != 'posts' %}{{ tag }}|{% endif %}{% endfor %}",
  "{{ content | safe }}",
);

const ASTRO_PAGE = `---
import { getCollection, render } from "astro:content";
export async function getStaticPaths() {
  return (await getCollection("blog")).map((post) => ({ params: { slug: post.id }, props: { post } }));
}
const { post } = Astro.props;
const { Content } = await render(post);
const { title, pubDate, tags } = post.data;
---
<postern-page source={post.filePath} title={title} date={pubDate?.toISOString() ?? ""} tags={tags?.join("|")}><Content /></postern-page>`;

const astro = (...packages) => ({
  site: "astro",
  packages,
  program: "astro",
  args: ["build", "--silent"],
  out: "dist",
  files: { "src/pages/blog/[...slug].astro": ASTRO_PAGE },
});

/** A post that is not listed has a page, which no reader is led to. */
const DOCUSAURUS_POST = `import React from "react";
import { BlogPostProvider } from "@docusaurus/plugin-content-blog/client";
import Layout from "@theme/Layout";
import MDXContent from "@theme/MDXContent";
export default function BlogPostPage({ content: Content }) {
  const { source, title, date, tags, unlisted } = Content.metadata;
  const facts = { source: source.replace("@site/", ""), title, date: new Date(date).toISOString(), tags: tags.map(({ label }) => label).join("|") };
  const words = React.createElement(MDXContent, null, React.createElement(Content));
  const page = unlisted ? words : React.createElement("postern-page", facts, words);
  return React.createElement(BlogPostProvider, { content: Content, isBlogPostPage: true }, React.createElement(Layout, null, page));
}`;

/** `packages`: what npm brings; else `program` stands on the PATH. `bare`: links without the ending of their file;
 * `slashless`: without the slash of their folder. `site`: the site
 * that is built, where not the one of this name. */
export const GENERATORS = {
  jekyll: {
    program: "jekyll",
    args: ["build", "--quiet", "--source", ".", "--destination", "built"],
    out: "built",
    files: { "_layouts/lab.html": liquid },
  },
  hugo: {
    program: "hugo",
    args: ["--quiet", "--destination", "built"],
    out: "built",
    files: { "layouts/_default/single.html": go },
  },
  hexo: {
    packages: ["hexo@8.1.2", "hexo-renderer-marked@7.0.1", "hexo-renderer-ejs@2.0.0"],
    program: "hexo",
    args: ["generate", "--silent"],
    out: "public",
    files: {
      "themes/lab/layout/post.ejs": ejs,
      "themes/lab/layout/index.ejs": "",
      "package.json": JSON.stringify({
        private: true,
        hexo: { version: "8.1.2" },
        dependencies: { hexo: "*", "hexo-renderer-marked": "*", "hexo-renderer-ejs": "*" },
      }),
    },
  },
  eleventy: {
    packages: ["@11ty/eleventy@3.1.8"],
    program: "eleventy",
    args: ["--quiet", "--output=built"],
    out: "built",
    files: { "_includes/lab.njk": njk },
  },
  vitepress: {
    packages: ["vitepress@1.6.4"],
    program: "vitepress",
    args: ["build"],
    out: ".vitepress/dist",
    bare: true,
    files: {
      ".vitepress/theme/index.js": `import { h } from "vue";
import { Content, useData } from "vitepress";
export default {
  Layout: {
    setup() {
      const { page } = useData();
      return () => {
        const { relativePath, title, frontmatter } = page.value;
        const date = frontmatter.date ? new Date(frontmatter.date).toISOString() : "";
        return h("postern-page", { source: relativePath, title, date, tags: [frontmatter.tags ?? []].flat().join("|") }, [h(Content)]);
      };
    },
  },
};`,
    },
  },
  "astro-5": astro("astro@5.16.0", "@astrojs/mdx@4.3.12"),
  // It wants a newer Node than Postern.
  "astro-6": astro("astro@6.4.8", "@astrojs/mdx@5.0.6", "node@22.21.1"),
  docusaurus: {
    packages: [
      "@docusaurus/core@3.10.2",
      "@docusaurus/preset-classic@3.10.2",
      "react@19.2.0",
      "react-dom@19.2.0",
    ],
    program: "docusaurus",
    slashless: true,
    args: ["build"],
    out: "build",
    files: {
      "src/theme/BlogPostPage/index.js": DOCUSAURUS_POST,
      "package.json": '{ "private": true, "browserslist": ["last 1 chrome version"] }',
    },
  },
};
