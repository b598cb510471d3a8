"""When and where people can walk: reading what they declare, and finding lists that fit. Pure."""
