// The layout of a certificate: parts dragged on the preview or moved by arrow keys, half a
// millimetre at a time. The numbers of the form are the truth; the picture follows them.

const STEP = 0.5, FAR = 5;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const form = document.querySelector("[data-td-layout]");
const sheet = form?.querySelector("svg");
const where = form?.querySelector("[data-td-where]");

const field = (key, name) => form.elements[`${key}-${name}`];
const read = (key, name) => Number(field(key, name).value.trim().replace(",", ".")) || 0;
const shown = (value) => value.toLocaleString("vi-VN", { maximumFractionDigits: 2, useGrouping: false });
const size = (name) => Number(form.elements[name].value.replace(",", ".")) || 0;

function draw(part) {
  const key = part.dataset.tdPart;
  part.setAttribute("transform", `translate(${read(key, "x")} ${read(key, "y")})`);
  const box = part.querySelector("rect");
  box.setAttribute("width", Math.max(0, read(key, "w")));
  box.setAttribute("height", Math.max(0, read(key, "h")));
  const is = field(key, "shown").checked;
  part.setAttribute("visibility", is ? "visible" : "hidden");
  part.setAttribute("opacity", is ? "1" : "0");
}

function drawAll() {
  if (size("width") > 0 && size("height") > 0) sheet.setAttribute("viewBox", `0 0 ${size("width")} ${size("height")}`);
  form.querySelectorAll("[data-td-part]").forEach(draw);
}

function move(part, x, y) {
  const key = part.dataset.tdPart;
  const held = (value, whole, side) => Math.round(Math.min(Math.max(0, value), Math.max(0, whole - side)) / STEP) * STEP;
  field(key, "x").value = shown(held(x, size("width"), read(key, "w")));
  field(key, "y").value = shown(held(y, size("height"), read(key, "h")));
  form.dataset.tdDirty = "1";
  draw(part);
  tell(part);
}

function tell(part) {
  const key = part.dataset.tdPart;
  where.textContent = `${part.querySelector("text").textContent}: trái ${field(key, "x").value} mm, trên ${field(key, "y").value} mm`;
}

// A place on the screen in millimetres of the sheet.
function place(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
  return [point.x, point.y];
}

function drag(event) {
  const part = event.target.closest("[data-td-part]");
  if (!part || event.button) return;
  const key = part.dataset.tdPart, [fromX, fromY] = place(event);
  const startX = read(key, "x"), startY = read(key, "y");
  part.setPointerCapture(event.pointerId);
  const follow = (next) => {
    const [x, y] = place(next);
    move(part, startX + x - fromX, startY + y - fromY);
  };
  const end = () => part.removeEventListener("pointermove", follow);
  part.addEventListener("pointermove", follow);
  part.addEventListener("pointerup", end, { once: true });
  part.addEventListener("pointercancel", end, { once: true });
  part.focus();
  event.preventDefault();
}

function step(event) {
  const part = event.target.closest?.("[data-td-part]"), way = ARROWS[event.key];
  if (!part || !way) return;
  const key = part.dataset.tdPart, far = event.shiftKey ? FAR : STEP;
  move(part, read(key, "x") + way[0] * far, read(key, "y") + way[1] * far);
  event.preventDefault();
}

if (form) {
  sheet.addEventListener("pointerdown", drag);
  sheet.addEventListener("keydown", step);
  sheet.addEventListener("focusin", (event) => event.target.closest("[data-td-part]") && tell(event.target.closest("[data-td-part]")));
  form.addEventListener("input", drawAll);
}
