// Forms: drafts kept as one types, a word before work is lost, files dropped, Caps Lock noticed.

const WAIT = 2000, RETRY = 15000;
const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

function tell(form, text, bad = false) {
  const place = form.querySelector("[data-td-saved]");
  if (!place) return;
  place.textContent = text;
  place.classList.toggle("is-bad", bad);
}

// Everything typed, without the files: those land by their own submit.
function draftOf(form) {
  const draft = new FormData(form);
  for (const [name, value] of [...draft]) if (value instanceof File) draft.delete(name);
  return draft;
}

// The answer may carry {"fields": {"version": "7"}}, so that our own save is no conflict next time.
async function takeFields(form, answer) {
  if (!answer.headers.get("content-type")?.startsWith("application/json")) return;
  const { fields = {} } = await answer.json();
  for (const [name, value] of Object.entries(fields)) if (form.elements[name]) form.elements[name].value = value;
}

async function judge(form, answer) {
  // A redirect means the sign-in page, which must never pass for "saved".
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    tell(form, "Chưa lưu được nháp: phiên đăng nhập đã hết. Đăng nhập lại ở thẻ khác rồi tiếp tục, chữ vừa gõ vẫn còn trên trang này.", true);
    return false;
  }
  if (answer.status === 409) {
    tell(form, "Chưa lưu được nháp: người khác vừa sửa nội dung này. Mở lại trang ở thẻ khác để xem bản mới trước khi gửi.", true);
    return false;
  }
  if (!answer.ok) throw new Error(`draft refused with ${answer.status}`);
  await takeFields(form, answer);
  return true;
}

function autosave(form) {
  let timer = 0, edits = 0;
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

  async function save(keepalive = false) {
    const started = edits;
    try {
      const answer = await fetch(form.dataset.tdAutosave, { method: "POST", body: draftOf(form), redirect: "manual", keepalive: keepalive === true, headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value ?? "" } });
      if (!(await judge(form, answer))) return;
      tell(form, `Đã lưu nháp lúc ${clock()}`);
      if (started === edits) delete form.dataset.tdDirty;
    } catch {
      tell(form, "Chưa lưu được nháp. Giữ trang này mở, sẽ thử lại sau 15 giây.", true);
      later(RETRY);
    }
  }

  form.addEventListener("input", () => { edits += 1; form.dataset.tdDirty = "1"; later(WAIT); });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && form.dataset.tdDirty && !form.dataset.tdSent) { clearTimeout(timer); save(true); }
  });
}

// The browser asks in its own words before a page with unsaved work is left.
document.addEventListener("input", ({ target }) => { if (target.form?.matches("[data-td-unsaved]")) target.form.dataset.tdDirty = "1"; });
document.addEventListener("submit", ({ target }) => { delete target.dataset.tdDirty; });
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-td-unsaved][data-td-dirty]")) event.preventDefault();
});

const size = (bytes) => bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;

function showFiles(zone, input) {
  const out = zone.querySelector("output"), most = Number(zone.dataset.tdDrop) * 1048576;
  const files = [...input.files], large = files.find((file) => most && file.size > most);
  out.classList.toggle("is-bad", Boolean(large));
  out.textContent = large
    ? `${large.name} có ${size(large.size)}, lớn hơn mức ${zone.dataset.tdDrop} MB. Chọn tệp nhỏ hơn.`
    : files.map((file) => `${file.name}, ${size(file.size)}`).join("; ");
}

function dropZone(zone) {
  const input = zone.querySelector("input[type=file]");
  input.addEventListener("change", () => showFiles(zone, input));
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function watchCapsLock(event) {
  const hint = event.target.form?.querySelector("[data-td-caps]");
  if (hint && event.target.type === "password" && event.getModifierState) hint.hidden = !event.getModifierState("CapsLock");
}

function bind(within) {
  const each = (selector, action) => within.querySelectorAll(selector).forEach((element) => {
    if (element.dataset.tdBound?.includes(action.name)) return;
    element.dataset.tdBound = `${element.dataset.tdBound ?? ""} ${action.name}`;
    action(element);
  });
  each("form[data-td-autosave]", autosave);
  each("[data-td-drop]", dropZone);
}

document.addEventListener("keyup", watchCapsLock);
document.addEventListener("keydown", watchCapsLock);
document.addEventListener("htmx:load", (event) => bind(event.detail.elt));
bind(document);
