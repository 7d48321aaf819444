before
client --mod "$A" --te
after
