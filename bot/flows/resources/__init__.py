"""Resources at hand: any week, sheet or search word, at any time, and help at once for someone in need."""
