"""Effects: wishes as data, which storage carries out in the one commit of a turn."""
