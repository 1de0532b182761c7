"use strict";
(() => {
  const book = JSON.parse(document.getElementById("book").textContent);
  const AAD = new TextEncoder().encode(book.aad);
  const UNREADABLE = "Không đọc được nội dung giấy trong mã này. Quét lại mã trên giấy.";
  const NAMES = ["authority", "decisionNumber", "decisionDate", "awardCode", "recipient",
    "goldenBook", "certificateCode", "issuedOn"];
  const DAYS = new Set(["decisionDate", "issuedOn"]);

  class Refusal extends Error {
    constructor(problem, sentence) { super(sentence); this.problem = problem; }
  }
  const unreadable = () => new Refusal("unreadable", UNREADABLE);
  const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("");
  const unhex = text => Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));

  const bytesOf = text => {
    const digits = text.replace(/\s+/g, "").split("#").pop();
    if (!/^[1-9][0-9]{0,5999}$/.test(digits)) throw unreadable();
    let written = BigInt(digits).toString(16);
    if (written.length % 2) written = "0" + written;
    const raw = unhex(written);
    if (raw[0] !== 1) throw unreadable();
    return raw.slice(1);
  };

  // CBOR (RFC 8949) as far as a statement goes: shortest lengths, definite, nothing else.
  const reader = bytes => {
    let at = 0;
    const take = count => {
      if (at + count > bytes.length) throw unreadable();
      return bytes.slice(at, at += count);
    };
    const head = major => {
      const first = take(1)[0], low = first & 31;
      if (first >> 5 !== major) throw unreadable();
      if (low < 24) return low;
      if (low > 26) throw unreadable();
      const size = 1 << (low - 24);
      const value = take(size).reduce((sum, byte) => sum * 256 + byte, 0);
      if (value < [24, 256, 65536][low - 24]) throw unreadable();
      return value;
    };
    return {
      head,
      bytes: () => take(head(2)),
      text: () => {
        let text;
        try {
          text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(take(head(3)));
        } catch { throw unreadable(); }
        if (text !== text.normalize("NFC")) throw unreadable();
        return text;
      },
      integer: () => bytes[at] >> 5 === 1 ? -1 - head(1) : head(0),
      exactly: (kind, value) => { if (head(kind) !== value) throw unreadable(); },
      end: () => { if (at !== bytes.length) throw unreadable(); },
    };
  };

  const opened = signed => {
    const cose = reader(signed);
    cose.exactly(6, 18);
    cose.exactly(4, 4);
    const shielded = cose.bytes();
    cose.exactly(5, 0);
    const payload = cose.bytes(), signature = cose.bytes();
    cose.end();
    const header = reader(shielded);
    header.exactly(5, 2);
    header.exactly(0, 1);
    if (header.integer() !== -8) throw unreadable();
    header.exactly(0, 4);
    const keyId = hex(header.bytes());
    header.end();
    return { shielded, payload, signature, keyId };
  };

  const statementOf = payload => {
    const source = reader(payload), statement = {};
    source.exactly(5, NAMES.length);
    NAMES.forEach((name, index) => {
      source.exactly(0, index + 1);
      statement[name] = DAYS.has(name) ? isoDay(source.integer()) : source.text();
    });
    source.end();
    return statement;
  };
  const isoDay = days => {
    const moment = new Date(days * 86400000);
    const year = moment.getUTCFullYear();
    if (!(year >= 1 && year <= 9999)) throw unreadable();
    return moment.toISOString().slice(0, 10);
  };

  const byteString = bytes => {
    const length = bytes.length;
    const head = length < 24 ? [0x40 + length] : length < 256 ? [0x58, length]
      : [0x59, length >> 8, length & 255];
    return [...head, ...bytes];
  };
  const toBeSigned = (shielded, payload) => Uint8Array.from([
    0x84, 0x6a, ...new TextEncoder().encode("Signature1"),
    ...byteString(shielded), ...byteString(AAD), ...byteString(payload),
  ]);

  const importedKey = async key => {
    try {
      return await crypto.subtle.importKey("raw", unhex(key.public), "Ed25519", false, ["verify"]);
    } catch {
      throw new Refusal("no-ed25519",
        "Trình duyệt này chưa kiểm tra được chữ ký Ed25519. Hãy cập nhật trình duyệt, " +
        "hoặc tra cứu trên mạng bằng mã ghi trên giấy.");
    }
  };

  const verified = async text => {
    const { shielded, payload, signature, keyId } = opened(bytesOf(text));
    const key = book.keys.find(one => one.id === keyId);
    if (!key) throw new Refusal("unknown-key",
      "Không nhận ra khóa đã ký giấy này. Giấy có thể do cơ quan khác cấp, hoặc trang kiểm tra này đã cũ.");
    const good = await signatureHolds(await importedKey(key), signature, toBeSigned(shielded, payload));
    if (!good) throw new Refusal("signature",
      "Chữ ký không khớp: nội dung trong mã đã bị sửa hoặc mã là giả.");
    const statement = statementOf(payload);
    if (key.authority !== statement.authority) throw new Refusal("authority",
      `Giấy ghi cơ quan ${statement.authority} nhưng ký bằng khóa của ${key.authority}.`);
    if (statement.issuedOn < key.from || (key.until && statement.issuedOn > key.until)) {
      throw new Refusal("key-dates",
        `Giấy ghi cấp ${longDay(statement.issuedOn)}, ngày đó khóa đã ký không được dùng.`);
    }
    return statement;
  };
  const signatureHolds = (key, signature, data) => crypto.subtle.verify("Ed25519", key, signature, data);

  const longDay = iso => {
    const [year, month, day] = iso.split("-");
    const shown = Number(month) < 3 ? month : String(Number(month));
    return `ngày ${day} tháng ${shown} năm ${Number(year)}`;
  };

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

  let latest = 0;
  const check = async text => {
    const turn = ++latest;
    let answer;
    try {
      const statement = await verified(text);
      answer = ["good", "Chữ ký đúng", "Giấy đúng là do cơ quan dưới đây ký. So từng chữ với giấy trên tay.",
        rows(statement), statement.certificateCode];
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
