"""The probability that a model gives for a row of its thirteen features. Right as it is."""

import math

WIDTH = 13


def probability(model: dict, features: list[float]) -> float:
    score = model["intercept"] + sum(c * x for c, x in zip(model["coef"], features))
    if score >= 0:
        return 1 / (1 + math.exp(-score))
    return math.exp(score) / (1 + math.exp(score))
