windows = """one
two"""
