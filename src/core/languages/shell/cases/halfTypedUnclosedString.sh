before
client --text "what is
after
