/** Names of time zones to choose from, as the browser knows them. */

/** @returns {string[]} */
function names() {
  return "supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : [];
}

/** Offer the names at a control, made when it is first used. @param {HTMLInputElement} control @param {HTMLElement} home */
export function offerZones(control, home) {
  if (control.hasAttribute("list")) return;
  const id = "ft-zones";
  if (!document.getElementById(id)) {
    const list = document.createElement("datalist");
    list.id = id;
    list.append(...names().map((zone) => new Option(zone, zone)));
    home.append(list);
  }
  control.setAttribute("list", id);
}

/** @param {HTMLInputElement} control @returns {boolean} whether it holds something for a zone that is not one yet */
export function isHalfZone(control) {
  return "zone" in control.dataset && control.value !== "" && !names().includes(control.value);
}
