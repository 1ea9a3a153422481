"""What a certificate says (`content`), that it is genuine (`signing`), how both travel in a QR code (`packing`), and
how they look on paper (`rendering`, by `certificate.typ`).
"""
