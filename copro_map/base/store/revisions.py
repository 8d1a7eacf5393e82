"""The number of the data: what a writer does to have pages drawn anew."""

NEXT_REVISION = "UPDATE revision SET number = number + 1"
