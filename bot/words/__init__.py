"""The words everything else is said in: values, ports and errors; no I/O."""
