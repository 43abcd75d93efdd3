/** Whom the message on the page is for, where several people were met; the others' own words wait in hidden controls. */

/** @import { Widget } from "./element.mjs" */

const PARTS = ["message.subject", "message.body"];

/** @param {HTMLFormElement} form @returns {HTMLInputElement | undefined} what says, in requests, whom the message is for */
function chosen(form) {
  const control = form.elements.namedItem("to");
  return control instanceof HTMLInputElement ? control : undefined;
}

/** @param {HTMLFormElement} form @param {string} start @returns {HTMLInputElement[]} hidden controls whose names start so */
function hidden(form, start) {
  return [...form.querySelectorAll("input")].filter(
    ({ type, name, disabled }) => type === "hidden" && name.startsWith(start) && !disabled,
  );
}

/** @param {Element} home @param {string} name @param {string} value */
function hide(home, name, value) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  home.append(input);
}

/** Show the message to the person of a control, if it is one that chooses a person. @param {Widget} widget @param {EventTarget | null} control */
export function choosePerson(widget, control) {
  if (control instanceof HTMLInputElement && control.name === "person" && control.checked) turnTo(widget, control.value);
}

/**
 * Follow an answer: where the person is not among those that it names, the message is now for somebody else.
 *
 * @param {Widget} widget
 */
export function settlePeople(widget) {
  const { form, element } = widget;
  const to = chosen(form);
  const shown = element.querySelector('input[name="person"]:checked');
  if (!to || !(shown instanceof HTMLInputElement)) return;
  for (const own of hidden(form, "own.p")) {
    const row = /^own\.p(\d+)\./.exec(own.name)?.[1];
    if (!form.elements.namedItem(`situation.events[${row}].with`)) own.remove();
  }
  // A text that was written before there was anybody to choose stays where it is.
  if (to.value === "") to.value = shown.value;
  if (to.value === shown.value) return;
  turnTo(widget, shown.value);
  widget.asking.changed();
}

/** Put the words for one person away, and take out those for another. @param {Widget} widget @param {string} key */
function turnTo(widget, key) {
  const { form } = widget;
  const to = chosen(form);
  if (!to || to.value === key) return;
  if (to.value) putAway(widget, `own.${to.value}.`);
  to.value = key;
  takeOut(widget, `own.${key}.`);
}

/** @param {Widget} widget @param {string} home what the names of the hidden controls begin with */
function putAway(widget, home) {
  const { form } = widget;
  const place = form.querySelector('[data-holds="own."]') ?? form;
  for (const name of widget.edited ? PARTS : []) {
    const text = widget.text(name);
    if (text) hide(place, home + name.replace("message.", ""), text.value);
  }
  for (const input of hidden(form, "ignored[")) {
    hide(place, home + input.name, input.value);
    input.remove();
  }
}

/** @param {Widget} widget @param {string} home what the names of the hidden controls begin with */
function takeOut(widget, home) {
  const { form, element } = widget;
  // With the next answer this region says anew what is ignored.
  const region = element.querySelector('[data-region="check"]') ?? form;
  let edited = false;
  for (const input of hidden(form, home)) {
    const name = input.name.slice(home.length);
    const text = widget.text(`message.${name}`);
    if (text) text.value = input.value;
    else hide(region, name, input.value);
    edited ||= text !== undefined;
    input.remove();
  }
  widget.own(edited);
}
