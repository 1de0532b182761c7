"use strict";
(() => {
  const { verified, longDay, codeHash, Refusal } = globalThis.tdStatement;
  const book = JSON.parse(document.getElementById("book").textContent);

  const awardName = code => Object.hasOwn(book.awards, code) ? book.awards[code] : code;
  const rows = statement => [
    ["Người, tập thể được tặng", statement.recipient],
    ["Danh hiệu, hình thức", awardName(statement.awardCode)],
    ["Cơ quan quyết định", statement.authority],
    ["Quyết định", `số ${statement.decisionNumber} ${longDay(statement.decisionDate)}`],
    ["Số sổ vàng", statement.goldenBook],
    ["Mã giấy", statement.certificateCode],
    ["Ngày cấp giấy", longDay(statement.issuedOn)],
  ];

  const place = id => document.getElementById(id);
  const show = (state, verdict, reason, content, code) => {
    place("content").replaceChildren(...content.flatMap(([name, value]) => {
      const term = document.createElement("dt"), text = document.createElement("dd");
      term.textContent = name;
      text.textContent = value;
      return [term, text];
    }));
    place("verdict").textContent = verdict;
    place("reason").textContent = reason;
    place("register").href = book.online + encodeURIComponent(code);
    place("later").hidden = false;
    place("result").dataset.state = state;
    place("result").hidden = false;
  };

  // A true signature on a paper that was revoked before the list was made is still no proof.
  const standing = async statement => {
    if (book.revoked.includes(await codeHash(statement.certificateCode))) {
      return ["bad", "Giấy không còn giá trị",
        `Chữ ký đúng, nhưng giấy này có trong danh sách hủy đến ${longDay(book.revokedOn)}: ` +
        "khen thưởng đã bị hủy bỏ, tước, hoặc giấy đã được thay thế."];
    }
    return ["good", "Chữ ký đúng",
      "Giấy đúng là do cơ quan dưới đây ký, không có trong danh sách hủy đến " +
      `${longDay(book.revokedOn)}. So từng chữ với giấy trên tay.`];
  };

  let latest = 0;
  const check = async text => {
    const turn = ++latest;
    let answer;
    try {
      const statement = await verified(text, book);
      answer = [...await standing(statement), rows(statement), statement.certificateCode];
    } catch (error) {
      const known = error instanceof Refusal;
      const unsure = !known || ["no-ed25519", "unknown-key"].includes(error.problem);
      answer = [unsure ? "unknown" : "bad", unsure ? "Chưa kết luận được" : "Không xác thực được",
        known ? error.message : "Trình duyệt gặp lỗi khi kiểm tra. Hãy tra cứu trên mạng.", [], ""];
    }
    if (turn === latest) show(...answer);
  };

  place("form").addEventListener("submit", event => {
    event.preventDefault();
    check(place("text").value);
  });
  const fromAddress = () => { if (location.hash.length > 1) check(location.hash); };
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
