// The package brings no types of its own: what the worker uses of it.
declare module "mathjax" {
  /** A node of MathJax's own light DOM. */
  type LiteNode = object;
  export interface MathJax {
    init(configuration: object): Promise<MathJax>;
    tex2svgPromise(tex: string, options: { readonly display: boolean }): Promise<LiteNode>;
    texReset(): void;
    readonly startup: {
      readonly adaptor: {
        tags(node: LiteNode, name: string): readonly LiteNode[];
        serializeXML(node: LiteNode): string;
      };
    };
  }
  const mathJax: MathJax;
  export default mathJax;
}
