"use strict";
// What a certificate's code says, checked with public keys and nothing else. Read by the page that
// needs no server and by the register's own page.
(() => {
  const encoded = text => new TextEncoder().encode(text);
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
  const toBeSigned = (shielded, payload, aad) => Uint8Array.from([
    0x84, 0x6a, ...encoded("Signature1"),
    ...byteString(shielded), ...byteString(aad), ...byteString(payload),
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

  const verified = async (text, book) => {
    const { shielded, payload, signature, keyId } = opened(bytesOf(text));
    const key = book.keys.find(one => one.id === keyId);
    if (!key) throw new Refusal("unknown-key",
      "Không nhận ra khóa đã ký giấy này. Giấy có thể do cơ quan khác cấp, hoặc trang kiểm tra này đã cũ.");
    const good = await signatureHolds(await importedKey(key), signature, toBeSigned(shielded, payload, encoded(book.aad)));
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

  const codeOf = text => text.replace(/[^0-9A-Za-z]/g, "").toUpperCase();
  // The list holds the first ten bytes of each hash: who has a code can look it up, not read it out.
  const codeHash = async code =>
    hex(new Uint8Array(await crypto.subtle.digest("SHA-256", encoded(codeOf(code))))).slice(0, 20);

  globalThis.tdStatement = { verified, longDay, codeHash, codeOf, Refusal };
})();
