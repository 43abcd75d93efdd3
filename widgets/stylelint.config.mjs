// Which faults Stylelint looks for in our style sheets. `make check` runs it, from the project's root.
const BEM = "^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$";

export default {
  extends: "stylelint-config-standard",
  reportNeedlessDisables: true,
  rules: {
    // Names as Material has them: `block__element--modifier`.
    "custom-property-pattern": BEM,
    "selector-class-pattern": BEM,
    // Rules stand beside what they belong to, and what wins is decided by their specificity, not by their order.
    "no-descending-specificity": null,
    "comment-empty-line-before": null,
    "no-duplicate-selectors": null,
    // A short rule may stand in one line.
    "declaration-block-single-line-max-declarations": null,
  },
};
