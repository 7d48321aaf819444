before
client --model --cap "$(other)" --name=
after
