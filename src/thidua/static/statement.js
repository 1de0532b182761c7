// The signed part of a certificate's QR stays on the phone, after the "#": checked here, against
// the public keys of the authority and the certificate that this page shows.

const place = document.querySelector("[data-td-statement]");

function tell(state, icon, verdict, reason) {
  place.classList.add(`is-${state}`);
  place.querySelector("i").className = `bi bi-${icon}`;
  place.querySelector("[data-td-verdict]").textContent = verdict;
  place.querySelector("[data-td-reason]").textContent = reason;
  place.hidden = false;
}

async function check() {
  const { verified, codeOf, longDay, Refusal } = globalThis.tdStatement;
  try {
    const book = await (await fetch(place.dataset.tdStatement)).json();
    const statement = await verified(location.hash, book);
    if (codeOf(statement.certificateCode) !== place.dataset.tdCode) {
      tell("bad", "x-octagon-fill", "Chữ ký là của một giấy khác", `Chữ ký trong mã QR là của giấy ${statement.certificateCode}. Giấy trên tay có thể đã bị ghép.`);
      return;
    }
    tell("ok", "check-circle-fill", "Chữ ký trong mã QR đúng", `Nội dung cơ quan đã ký: ${statement.recipient}, Quyết định số ${statement.decisionNumber}, số sổ vàng ${statement.goldenBook}, cấp ${longDay(statement.issuedOn)}. So từng chữ với giấy trên tay.`);
  } catch (error) {
    if (!(error instanceof Refusal)) return;
    const unsure = ["no-ed25519", "unknown-key"].includes(error.problem);
    if (unsure) tell("warn", "exclamation-triangle-fill", "Chưa kiểm tra được chữ ký trong mã QR", error.message);
    else tell("bad", "x-octagon-fill", "Mã QR trên giấy này có thể là giả", error.message);
  }
}

if (place && location.hash.length > 80) check();
