"""A passkey in software: answers questions of WebAuthn as a browser and its key would."""

import hashlib
import json
from base64 import urlsafe_b64encode

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Authenticator:
    """One key for one site; `counter` rises with each signature unless a test sets it."""

    def __init__(self, origin: str, host: str = "localhost") -> None:
        self.origin, self.host, self.counter = origin, host, 0
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(str(id(self)).encode()).digest()

    def create(self, question: dict) -> str:
        """Return what a browser sends for a new passkey."""
        numbers = self.key.public_key().public_numbers()
        x, y = (value.to_bytes(32, "big") for value in (numbers.x, numbers.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + attested}
        client = self._client("webauthn.create", question)
        return self._answer(clientDataJSON=client, attestationObject=cbor2.dumps(made))

    def get(self, question: dict) -> str:
        """Return what a browser sends to sign in."""
        self.counter += 1
        client, data = self._client("webauthn.get", question), self._data(0)
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        flags |= PRESENT | VERIFIED
        return host + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _client(self, kind: str, question: dict) -> bytes:
        said = {"type": kind, "challenge": question["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, **response: bytes) -> str:
        own = _text(self.id)
        texts = {name: _text(value) for name, value in response.items()}
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": texts})


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")
