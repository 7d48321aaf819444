gpt = "x"
model = "prod-model"
list = [1, 2]
