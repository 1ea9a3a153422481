"""Ed25519 signatures on the texts of certificates, and the keys in the forms in which they are kept and published.

Shapes: a private key is kept as its 32 bytes in base64url, a signature as its 64 bytes in base64url; neither has "=".
        Public keys are published as a JSON Web Key Set (RFC 7517, 8037), each also as PEM for openssl.
"""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEY_BYTES, SIGNATURE_BYTES = 32, 64


def new_key():
    """A new private key, in the form in which it is kept."""
    return to_base64(Ed25519PrivateKey.generate().private_bytes_raw())


def private_key(kept):
    """The private key that is kept in this form.

    Errors: ValueError, which never repeats what it was given.
    """
    return Ed25519PrivateKey.from_private_bytes(key_bytes(kept, "private"))


def public_key(published):
    """The public key that is published as this `x`.

    Errors: ValueError where it is none.
    """
    return Ed25519PublicKey.from_public_bytes(key_bytes(published, "public"))


def key_bytes(text, kind):
    try:
        found = from_base64(text.strip())
    except ValueError:
        found = b""
    if len(found) != KEY_BYTES:
        raise ValueError(f"A {kind} key is 32 bytes in base64url, which are 43 characters.")
    return found


def key_id(public):
    """The short name of a public key: the beginning of its thumbprint (RFC 7638)."""
    thumbprint = hashlib.sha256(f'{{"crv":"Ed25519","kty":"OKP","x":"{x_of(public)}"}}'.encode()).digest()
    return to_base64(thumbprint)[:16]


def x_of(public):
    return to_base64(public.public_bytes_raw())


def sign(text, private):
    """The signature on a text."""
    return to_base64(private.sign(text.encode()))


def is_signed(text, signature, public):
    """Whether a signature on a text was made with the private half of a public key."""
    try:
        public.verify(from_base64(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def key_set(public_keys, **more):
    """What is published, as data: the keys, the one that signs now first."""
    return {"keys": [as_jwk(public) for public in public_keys]} | more


def as_jwk(public):
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    names = {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA"}
    return names | {"kid": key_id(public), "x": x_of(public), "pem": pem}


def to_base64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64(text):
    """The bytes of a base64url text.

    Errors: ValueError where it is not the one way to write them.
    """
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("This is not base64url.") from error
    if to_base64(raw) != text:
        raise ValueError("This is not base64url.")
    return raw
