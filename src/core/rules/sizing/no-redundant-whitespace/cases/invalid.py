import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": """You help guests.
            #               ^^^^^^^^^^^^^^^^ sizing/no-redundant-whitespace: ≈
            1. If a guest asks about station 1, name its street and the hours, and offer the next one.   


            2. If a guest asks about station 2, name its street and the hours, and offer the next one.   


            3. If a guest asks about station 3, name its street and the hours, and offer the next one.   


            4. If a guest asks about station 4, name its street and the hours, and offer the next one.   


            5. If a guest asks about station 5, name its street and the hours, and offer the next one.   


            6. If a guest asks about station 6, name its street and the hours, and offer the next one.   


            7. If a guest asks about station 7, name its street and the hours, and offer the next one.   


            8. If a guest asks about station 8, name its street and the hours, and offer the next one.   


            9. If a guest asks about station 9, name its street and the hours, and offer the next one.   


            10. If a guest asks about station 10, name its street and the hours, and offer the next one.   


            11. If a guest asks about station 11, name its street and the hours, and offer the next one.   


            12. If a guest asks about station 12, name its street and the hours, and offer the next one.   


            13. If a guest asks about station 13, name its street and the hours, and offer the next one.   


            14. If a guest asks about station 14, name its street and the hours, and offer the next one.   


            15. If a guest asks about station 15, name its street and the hours, and offer the next one.   


            16. If a guest asks about station 16, name its street and the hours, and offer the next one.   


            17. If a guest asks about station 17, name its street and the hours, and offer the next one.   


            18. If a guest asks about station 18, name its street and the hours, and offer the next one.   


            19. If a guest asks about station 19, name its street and the hours, and offer the next one.   


            20. If a guest asks about station 20, name its street and the hours, and offer the next one.   


            21. If a guest asks about station 21, name its street and the hours, and offer the next one.   


            22. If a guest asks about station 22, name its street and the hours, and offer the next one.   


            23. If a guest asks about station 23, name its street and the hours, and offer the next one.   


            24. If a guest asks about station 24, name its street and the hours, and offer the next one.   


            25. If a guest asks about station 25, name its street and the hours, and offer the next one.   


            26. If a guest asks about station 26, name its street and the hours, and offer the next one.   


            27. If a guest asks about station 27, name its street and the hours, and offer the next one.   


            28. If a guest asks about station 28, name its street and the hours, and offer the next one.   


            29. If a guest asks about station 29, name its street and the hours, and offer the next one.   


            30. If a guest asks about station 30, name its street and the hours, and offer the next one.   


            31. If a guest asks about station 31, name its street and the hours, and offer the next one.   


            32. If a guest asks about station 32, name its street and the hours, and offer the next one.   


            33. If a guest asks about station 33, name its street and the hours, and offer the next one.   


            34. If a guest asks about station 34, name its street and the hours, and offer the next one.   


            35. If a guest asks about station 35, name its street and the hours, and offer the next one.   


            36. If a guest asks about station 36, name its street and the hours, and offer the next one.   


            37. If a guest asks about station 37, name its street and the hours, and offer the next one.   


            38. If a guest asks about station 38, name its street and the hours, and offer the next one.   


            39. If a guest asks about station 39, name its street and the hours, and offer the next one.   


            40. If a guest asks about station 40, name its street and the hours, and offer the next one.   


            41. If a guest asks about station 41, name its street and the hours, and offer the next one.   


            42. If a guest asks about station 42, name its street and the hours, and offer the next one.   


            43. If a guest asks about station 43, name its street and the hours, and offer the next one.   


            44. If a guest asks about station 44, name its street and the hours, and offer the next one.   


            45. If a guest asks about station 45, name its street and the hours, and offer the next one.   


            46. If a guest asks about station 46, name its street and the hours, and offer the next one.   


            47. If a guest asks about station 47, name its street and the hours, and offer the next one.   


            48. If a guest asks about station 48, name its street and the hours, and offer the next one.   


            49. If a guest asks about station 49, name its street and the hours, and offer the next one.   


            50. If a guest asks about station 50, name its street and the hours, and offer the next one.   


            51. If a guest asks about station 51, name its street and the hours, and offer the next one.   


            52. If a guest asks about station 52, name its street and the hours, and offer the next one.   


            53. If a guest asks about station 53, name its street and the hours, and offer the next one.   


            54. If a guest asks about station 54, name its street and the hours, and offer the next one.   


            55. If a guest asks about station 55, name its street and the hours, and offer the next one.   


            """}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
