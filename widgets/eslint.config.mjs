// Which faults ESLint looks for in our modules; types are the work of `tsc`. `make check` runs it, from the project's root.
import js from "@eslint/js";
import globals from "globals";

const browser = ["widgets/browser/**", "tests/bench/web/**"];

export default [
  { ignores: ["**/node_modules/", "site/", "build/", ".venv/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.all,
  { files: browser, languageOptions: { globals: globals.browser }, rules: { "no-console": ["error", { allow: ["warn"] }] } },
  { ignores: browser, languageOptions: { globals: globals.node }, rules: { "no-console": "off" } },
  {
    rules: {
      // Ours in a milder form.
      curly: ["error", "multi-line"],
      "max-params": ["error", 4],
      "max-statements": ["error", 24],
      "no-use-before-define": ["error", { functions: false }],
      "new-cap": ["error", { capIsNewExceptions: ["Intl.DateTimeFormat"] }],
      "one-var": ["error", "never"],
      // Matters of taste, in which the project has another.
      "capitalized-comments": "off",
      "func-style": "off",
      "id-length": "off",
      "init-declarations": "off",
      "no-continue": "off",
      "no-div-regex": "off",
      "no-empty-function": "off",
      "no-inline-comments": "off",
      "no-magic-numbers": "off",
      "no-multi-assign": "off",
      "no-negated-condition": "off",
      "no-nested-ternary": "off",
      "no-ternary": "off",
      "no-undefined": "off",
      "no-void": "off",
      "prefer-destructuring": "off",
      "prefer-named-capture-group": "off",
      "sort-imports": "off",
      "sort-keys": "off",
      // What they ask for would be wrong here: `tsc` knows better which paths return; order is meant where a loop waits;
      // a function that need not wait may stand beside one that must; and our expressions match ASCII.
      "consistent-return": "off",
      "no-await-in-loop": "off",
      "require-atomic-updates": "off",
      "require-await": "off",
      "require-unicode-regexp": "off",
    },
  },
];
