"""Read a country's trafficking, smuggling and anti-corruption law and report its gaps."""

__version__ = "0.1.0"
