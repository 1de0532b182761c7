"""Signing with a token through PKCS#11, on SoftHSM."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pkcs11
import pytest
import signing_samples as signing
from cryptography.hazmat.primitives import serialization
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from scripts import softhsm
from thidua.papers.signing import Hand, SignatureError, pkcs11_signer, signed_pdf, verify_pdf

TOKEN, PIN = "ThiDua", "246810"
DER = serialization.Encoding.DER


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    """A token with the chairman's key and two certificates, one of them past its days."""
    if not softhsm.find():
        softhsm.install()
    library = softhsm.find()
    assert library, softhsm.MISSING
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    tool = shutil.which("softhsm2-util")
    assert tool, softhsm.MISSING
    command = [tool, "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", PIN]
    subprocess.run(command, check=True, capture_output=True)
    with pkcs11.lib(library).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        put(session, "chu-tich", signing.identity())
        put(session, "het-han", signing.identity(expired=True))
    yield Path(library)
    del os.environ["SOFTHSM2_CONF"]


def put(session, label, identity):
    key = identity.key.private_bytes(
        DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    names = {
        pkcs11.Attribute.LABEL: label,
        pkcs11.Attribute.ID: label.encode(),
        pkcs11.Attribute.TOKEN: True,
    }
    usage = {pkcs11.Attribute.SIGN: True, pkcs11.Attribute.SENSITIVE: True}
    session.create_object(decode_rsa_private_key(key) | names | usage)
    certificate = identity.certificate.public_bytes(DER)
    session.create_object(decode_x509_certificate(certificate) | names)


def test_token_signs_and_its_key_stays_inside(module):
    with pkcs11_signer(module, token=TOKEN, pin=PIN, certificate="chu-tich") as signer:
        pdf = signed_pdf(signing.decision(), signer, Hand(signing.hand_png(), signing.CHAIRMAN))

    found = verify_pdf(pdf, [signing.root().pem])
    assert found.valid
    assert found.findings[0].signer == signing.CHAIRMAN


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"pin": "111111"}, "Mã PIN của thiết bị ký số chưa đúng"),
        ({"token": "Khác"}, "Không dùng được thiết bị ký số"),
        ({"certificate": "khong-co"}, "Không dùng được thiết bị ký số"),
        ({"certificate": "het-han"}, "Dùng chứng thư số còn hạn"),
    ],
)
def test_what_is_wrong_with_a_token_is_said(module, changed, says):
    given = {"token": TOKEN, "pin": PIN, "certificate": "chu-tich"} | changed

    with pytest.raises(SignatureError, match=says), pkcs11_signer(module, **given):
        pytest.fail("The token opened")


def test_missing_library_is_said(tmp_path):
    missing = tmp_path / "missing.so"

    with (
        pytest.raises(SignatureError, match="phần mềm của thiết bị"),
        pkcs11_signer(missing, token=TOKEN, pin=PIN, certificate="chu-tich"),
    ):
        pytest.fail("The token opened")
