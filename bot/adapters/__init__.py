"""The edges: one chat platform each, translated and nothing else."""
