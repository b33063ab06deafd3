"""Ein Passkey in Software: antwortet wie ein Sicherheitsschlüssel, damit der Weg ohne Browser prüfbar ist (WebAuthn 2)."""

import hashlib
import json
import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cbor import encode
from fido2.cose import ES256
from fido2.utils import websafe_encode

ANWESEND, GEPRUEFT, SCHLUESSEL_DABEI = 0x01, 0x04, 0x40


class Passkey:
    """`geprueft`: ob der Schlüssel PIN oder Fingerabdruck verlangt hat (User Verification)."""

    def __init__(self, herkunft="https://testserver", geprueft=True):
        self.herkunft, self.geprueft = herkunft, geprueft
        self.kennung, self.schluessel = os.urandom(32), ec.generate_private_key(ec.SECP256R1())
        self.person = b""

    def _kopf(self, rp_id, zusatz=0):
        merkmale = ANWESEND | (GEPRUEFT if self.geprueft else 0) | zusatz
        return hashlib.sha256(rp_id.encode()).digest() + bytes([merkmale]) + bytes(4)

    def _antwort(self, art, optionen, felder):
        angaben = {"type": f"webauthn.{art}", "challenge": optionen["challenge"], "origin": self.herkunft}
        daten = json.dumps(angaben).encode()
        inhalt = {name: websafe_encode(wert) for name, wert in felder(daten).items()}
        return json.dumps({
            "id": websafe_encode(self.kennung), "rawId": websafe_encode(self.kennung), "type": "public-key",
            "response": {"clientDataJSON": websafe_encode(daten), **inhalt},
            "clientExtensionResults": {"credProps": {"rk": True}},
        })  # fmt: skip

    def anlegen(self, optionen):
        """Antwort auf `navigator.credentials.create`."""
        optionen = json.loads(json.dumps(optionen))["publicKey"]
        self.person = optionen["user"]["id"]
        cose = encode(dict(ES256.from_cryptography_key(self.schluessel.public_key())))
        schluessel = bytes(16) + len(self.kennung).to_bytes(2, "big") + self.kennung + cose
        kopf = self._kopf(optionen["rp"]["id"], SCHLUESSEL_DABEI) + schluessel
        nachweis = encode({"fmt": "none", "attStmt": {}, "authData": kopf})
        return self._antwort("create", optionen, lambda _: {"attestationObject": nachweis})

    def zeigen(self, optionen):
        """Antwort auf `navigator.credentials.get`."""
        optionen = json.loads(json.dumps(optionen))["publicKey"]
        kopf = self._kopf(optionen["rpId"])

        def felder(daten):
            unterschrift = self.schluessel.sign(kopf + hashlib.sha256(daten).digest(), ec.ECDSA(SHA256()))
            return {"authenticatorData": kopf, "signature": unterschrift}

        antwort = json.loads(self._antwort("get", optionen, felder))
        antwort["response"]["userHandle"] = self.person
        return json.dumps(antwort)
