// Every page: theme, menus, announcements, the error summary, printing, one submit for one press.
const root = document.documentElement;

function switchTheme() {
  const dark = root.dataset.bsTheme !== "dark";
  root.dataset.bsTheme = dark ? "dark" : "light";
  try { localStorage.setItem("td-nen", dark ? "toi" : "sang"); } catch { /* refused storage: for this page only */ }
  announce(dark ? "Đang dùng nền tối" : "Đang dùng nền sáng");
}

// One live region for the whole page; anybody may speak by the event td:announce.
function announce(text) {
  const region = document.getElementById("td-live");
  if (region && region.textContent !== text) region.textContent = text;
}
document.addEventListener("td:announce", (event) => announce(event.detail));

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.td-menu[open], details.td-action[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

function focusErrors(within) {
  within.querySelector(".td-errors[tabindex]")?.focus();
}

// A link of the summary leads to the field itself, with its label in sight.
function followError(link) {
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return false;
  const label = field.labels?.[0] ?? field.closest("fieldset") ?? field;
  label.scrollIntoView({ block: "start" });
  if (field.tabIndex < 0) field.tabIndex = -1;
  field.focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-td-theme], [data-td-print], [data-td-open], .td-errors a[href^='#']");
  closeMenus(event.target);
  if (!target) return;
  if (target.matches("[data-td-theme]")) switchTheme();
  else if (target.matches("[data-td-print]")) window.print();
  else if (target.matches("[data-td-open]")) document.getElementById(target.dataset.tdOpen).showModal();
  else if (followError(target)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.td-menu[open], details.td-action[open]");
  closeMenus(null);
  menu?.querySelector("summary")?.focus();
});

// A second press of a button within four seconds is a slip, not a second request.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.tdSent) { event.preventDefault(); return; }
  form.dataset.tdSent = "1";
  setTimeout(() => delete form.dataset.tdSent, 4000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-td-sent]")) delete form.dataset.tdSent;
});

// Fragments put in by htmx may carry a sentence to say, and errors to go to.
document.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part === document.body) return;
  const said = part.matches("[data-td-announce]") ? part : part.querySelector("[data-td-announce]");
  if (said) announce(said.dataset.tdAnnounce);
  focusErrors(part);
});

// A fragment that did not come: a link or a filter is followed the plain way, an act is reported.
function failed(event) {
  const { elt, requestConfig, xhr } = event.detail;
  if (requestConfig.verb === "get" && elt.matches("a[href], form")) {
    window.location.href = elt.href ?? `${requestConfig.path}?${new URLSearchParams(new FormData(elt))}`;
    return;
  }
  const place = document.getElementById("td-problem");
  if (place) place.textContent = xhr?.status ? `Chưa thực hiện được (mã ${xhr.status}). Tải lại trang rồi thử lại.` : "Mất kết nối với máy chủ. Kiểm tra mạng rồi thử lại.";
}
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);

focusErrors(document);
