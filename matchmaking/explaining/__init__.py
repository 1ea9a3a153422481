"""What the plan and the score know in numbers, in words for organisers: why not, and why this match."""
