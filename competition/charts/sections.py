"""The names of the 20 sections of the national economy (GB/T 4754-2017); the English ones are translations of ours."""

SECTIONS = {
    "A": {"en": "Agriculture, forestry, animal husbandry and fishery", "zh-hans": "农、林、牧、渔业"},
    "B": {"en": "Mining", "zh-hans": "采矿业"},
    "C": {"en": "Manufacturing", "zh-hans": "制造业"},
    "D": {"en": "Supply of power, heat, gas and water", "zh-hans": "电力、热力、燃气及水生产和供应业"},
    "E": {"en": "Construction", "zh-hans": "建筑业"},
    "F": {"en": "Wholesale and retail trade", "zh-hans": "批发和零售业"},
    "G": {"en": "Transport, storage and post", "zh-hans": "交通运输、仓储和邮政业"},
    "H": {"en": "Accommodation and catering", "zh-hans": "住宿和餐饮业"},
    "I": {"en": "Information transmission, software and IT services", "zh-hans": "信息传输、软件和信息技术服务业"},
    "J": {"en": "Finance", "zh-hans": "金融业"},
    "K": {"en": "Real estate", "zh-hans": "房地产业"},
    "L": {"en": "Leasing and business services", "zh-hans": "租赁和商务服务业"},
    "M": {"en": "Scientific research and technical services", "zh-hans": "科学研究和技术服务业"},
    "N": {"en": "Water, environment and public facilities", "zh-hans": "水利、环境和公共设施管理业"},
    "O": {"en": "Resident services, repair and other services", "zh-hans": "居民服务、修理和其他服务业"},
    "P": {"en": "Education", "zh-hans": "教育"},
    "Q": {"en": "Health and social work", "zh-hans": "卫生和社会工作"},
    "R": {"en": "Culture, sports and entertainment", "zh-hans": "文化、体育和娱乐业"},
    "S": {"en": "Public administration, social security and organisations", "zh-hans": "公共管理、社会保障和社会组织"},
    "T": {"en": "International organisations", "zh-hans": "国际组织"},
}
