// VitePress: read as VuePress is, with rewrites, content loaders and routes of its own (files.ts).
import { vueGenerator } from "../vuepress/vuepress.js";

export const vitepress = vueGenerator("vitepress", "VitePress");
