// Lists: how many are picked, in words; the keyboard: / search, j k x on rows, ? for help.

function count(list) {
  const picks = [...list.querySelectorAll("[data-td-pick]")];
  const chosen = picks.filter((pick) => pick.checked).length;
  const noun = list.dataset.tdBulk || "mục";
  for (const pick of picks) pick.closest("tr, li")?.classList.toggle("is-picked", pick.checked);
  const words = list.querySelector("[data-td-picked]");
  if (words) words.textContent = chosen ? `Đã chọn ${chosen.toLocaleString("vi-VN")} ${noun}` : `Chưa chọn ${noun} nào`;
  const all = list.querySelector("[data-td-pick-all]");
  if (!all) return;
  all.checked = chosen > 0 && chosen === picks.length;
  all.indeterminate = chosen > 0 && chosen < picks.length;
}

const countAll = () => document.querySelectorAll("[data-td-bulk]").forEach(count);

document.addEventListener("change", (event) => {
  if (event.target.matches("form.td-filters[hx-get] :is(select, [type=checkbox])")) event.target.form.requestSubmit();
  const list = event.target.closest("[data-td-bulk]");
  if (!list) return;
  if (event.target.matches("[data-td-pick-all]")) {
    for (const pick of list.querySelectorAll("[data-td-pick]")) pick.checked = event.target.checked;
  }
  count(list);
});
document.addEventListener("htmx:load", countAll);

// A filter bar may swap itself away: the control of the same name gets the focus back.
let held = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const active = document.activeElement;
  held = event.detail.target.contains(active) ? active.name ?? "" : "";
});
document.addEventListener("htmx:afterSettle", () => {
  if (held && document.activeElement === document.body) document.querySelector(`form.td-filters [name="${CSS.escape(held)}"]`)?.focus();
  held = "";
});
window.addEventListener("pageshow", countAll);

// Single-key shortcuts can be switched off (WCAG 2.1.4); the choice is kept on this machine.
const OFF = "td-phim";
const off = () => { try { return localStorage.getItem(OFF) === "tat"; } catch { return false; } };
const toggle = document.querySelector("[data-td-keys]");
if (toggle) {
  toggle.checked = !off();
  toggle.addEventListener("change", () => {
    try { localStorage.setItem(OFF, toggle.checked ? "bat" : "tat"); } catch { toggle.checked = true; }
  });
}

const currentRow = () => document.activeElement?.closest("[data-td-row]");

function move(step) {
  const all = [...document.querySelectorAll("[data-td-row]")];
  if (!all.length) return false;
  const at = all.indexOf(currentRow());
  const row = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  (row.querySelector("a[href]") ?? row.querySelector("button, input"))?.focus();
  row.scrollIntoView({ block: "nearest" });
  return true;
}

function act(element, verb) {
  element?.[verb]();
  return Boolean(element);
}

const searchBox = () => [...document.querySelectorAll("[data-td-search]")].find((one) => one.offsetParent !== null);
const pick = () => act(currentRow()?.querySelector("[data-td-pick]"), "click");
const search = () => act(searchBox(), "focus");
const help = () => act(document.getElementById("td-keys"), "showModal");

const KEYS = { "/": search, "?": help, j: () => move(1), k: () => move(-1), x: pick };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
  if (KEYS[event.key]?.()) event.preventDefault();
});

countAll();
