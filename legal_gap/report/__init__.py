"""Assessment or Comparison → HTML → PDF, and the same data in other forms. Decides nothing about the law."""
