"""The long and short words of US street names (after USPS Publication 28, appendix C)."""

DIRECTIONS = {
    "NORTH": "N", "SOUTH": "S", "EAST": "E", "WEST": "W", "NORTHEAST": "NE", "NORTHWEST": "NW",
    "SOUTHEAST": "SE", "SOUTHWEST": "SW", "NO": "N", "SO": "S",
}
TYPES = {
    "ALLEY": "ALY", "ALLY": "ALY", "ANNEX": "ANX", "AVENUE": "AVE", "AV": "AVE", "AVEN": "AVE",
    "BOULEVARD": "BLVD", "BOUL": "BLVD", "BRIDGE": "BRG", "BROOK": "BRK", "BYPASS": "BYP",
    "CAUSEWAY": "CSWY", "CENTER": "CTR", "CENTRE": "CTR", "CIRCLE": "CIR", "CIRC": "CIR",
    "COMMON": "CMN", "COMMONS": "CMNS", "COURT": "CT", "COURTS": "CTS", "COVE": "CV",
    "CRESCENT": "CRES", "CROSSING": "XING", "DRIVE": "DR", "DRV": "DR", "ESTATES": "ESTS",
    "EXPRESSWAY": "EXPY", "EXTENSION": "EXT", "FREEWAY": "FWY", "GARDEN": "GDN",
    "GARDENS": "GDNS", "GATEWAY": "GTWY", "GREEN": "GRN", "GROVE": "GRV", "HEIGHTS": "HTS",
    "HIGHWAY": "HWY", "HILL": "HL", "HILLS": "HLS", "HOLLOW": "HOLW", "ISLAND": "IS",
    "JUNCTION": "JCT", "LANDING": "LNDG", "LANE": "LN", "LOOP": "LOOP", "MANOR": "MNR",
    "MEADOW": "MDW", "MEADOWS": "MDWS", "MOUNT": "MT", "MOUNTAIN": "MTN", "PARK": "PARK",
    "PK": "PARK", "PARKWAY": "PKWY", "PKY": "PKWY", "PASSAGE": "PSGE", "PLACE": "PL",
    "PLAZA": "PLZ", "POINT": "PT", "RIDGE": "RDG", "ROAD": "RD", "ROUTE": "RTE", "SHORE": "SHR",
    "SPRING": "SPG", "SPRINGS": "SPGS", "SQUARE": "SQ", "STATION": "STA", "STREET": "ST",
    "STR": "ST", "TERRACE": "TER", "TERR": "TER", "TRAIL": "TRL", "TURNPIKE": "TPKE",
    "VALLEY": "VLY", "VIEW": "VW", "VILLAGE": "VLG", "VISTA": "VIS", "WALK": "WALK", "WAY": "WAY",
}
ORDINALS = {
    "FIRST": "1ST", "SECOND": "2ND", "THIRD": "3RD", "FOURTH": "4TH", "FIFTH": "5TH",
    "SIXTH": "6TH", "SEVENTH": "7TH", "EIGHTH": "8TH", "NINTH": "9TH", "TENTH": "10TH",
    "ELEVENTH": "11TH", "TWELFTH": "12TH",
}
UNIT_WORDS = (
    "APARTMENT", "APT", "UNIT", "SUITE", "STE", "ROOM", "RM", "FLOOR", "FL", "NUMBER", "NO",
)
