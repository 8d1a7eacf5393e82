"""What people write to each other through the map: common ground above people."""
