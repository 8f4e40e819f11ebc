"""What the log promises when things go wrong: kills, full disks, bit flips, two processes."""
