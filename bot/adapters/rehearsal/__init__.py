"""The third channel: one person plays several people side by side in a browser, under the platforms' own rules."""
