"""A signed text as decimal digits, which a QR code holds in the least room and an address carries behind its "#".

Shapes: the digits are one number; its bytes, big end first, are 1 (the packing), 64 of the signature, and the text
        compressed (raw deflate, with `DICTIONARY` as what it has seen before).

The dictionary is part of packing 1: papers are in circulation that need it as it is. A better one is packing 2.
"""

import zlib

from competition.certificate import signing

PACKING = b"\1"
MOST_DIGITS = 2000  # more make a QR code too fine for an old phone at 32 mm
DICTIONARY = (
    '"is_illustrative":true,"issue":2,"track":{"en":"Health Bureau卫生健康局Institute研究院Group集团Technology科技'
    "Technologies Co., Ltd.University大学Hospital医院ZTE Corporation中兴通讯股份有限公司Huawei华为技术有限公司"
    "China Unicom中国联合网络通信有限公司"
    "China Telecom中国电信股份有限公司分公司China Mobile Communications Group Co., Ltd.中国移动通信集团有限公司"
    "smart factory智慧工厂industry行业digital数字化转型intelligent智能application应用platform平台based on基于"
    "Special Prize特别奖Award of Excellence优秀奖Third Prize三等奖Second Prize二等奖"
    '{"announced_on":"2023-1","competition":{"en":"“Blooming Cup” 5G Application Solicitation Competition",'
    '"zh-hans":"“绽放杯”5G应用征集大赛"},"entry":"BC6-0","format":"bloom-certificate-1","key":"","number":"BC6-00",'
    '"organisations":[{"en":" Co., Ltd.","zh-hans":"有限公司"},{"en":"","zh-hans":""}],'
    '"prize":{"en":"First Prize","zh-hans":"一等奖"},"rank":1,"session":6,"title":{"en":"5G","zh-hans":"5G"},'
    '"year":2023}'
)


def pack(text, signature):
    """The digits of a text and its signature, or "" where they would be more than a QR code on paper should hold."""
    press = zlib.compressobj(9, wbits=-15, zdict=DICTIONARY.encode())
    raw = PACKING + signing.from_base64(signature) + press.compress(text.encode()) + press.flush()
    digits = str(int.from_bytes(raw)) if len(raw) < MOST_DIGITS / 2 else ""
    return digits if len(digits) <= MOST_DIGITS else ""
