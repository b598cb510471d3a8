"""The offline sync over HTTP, as stock RxDB speaks it."""
