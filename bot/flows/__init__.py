"""The conversations, each read top to bottom.

What someone sends comes in at `door`, what comes due at `dues`; `casting` lists every flow, `catalogue` every phrase,
and `staging` puts both and the programs together. `onboarding.questions` is the flow to read first; `engine`, `shapes`
and `understanding` are what flows are made of, `matches` and `standing` what they share; every other folder is one
thing the product does.
"""
