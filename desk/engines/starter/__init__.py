"""The starter package vi→en: a small model for trying the desk, made wholly by this room from its own grammar.

`lexicon.txt` → `grammar` → `corpus` → `pieces`, `network`, `train` → `convert` → `package`, with figures from
`measure` on the `card`. The package itself and its card are committed beside these modules.
"""
