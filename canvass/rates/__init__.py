"""Pure arithmetic of canvassing: dispositions, one outcome for each case, rates and intervals."""
