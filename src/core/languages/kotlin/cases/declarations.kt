package com.example.ask

import com.example.Settings as Options
import com.example.models.*
import com.example.prompts.SYSTEM
import org.springframework.beans.factory.annotation.Value

const val MODEL = "amazon.nova-lite-v1:0"
private val lazily: String by lazy { "x" }

@Service
class Asker(
    private val client: Client,
    @Value("\${bedrock.model:amazon.nova-lite-v1:0}") val model: String = MODEL,
    cap: Int,
) : Base(cap), Asking {
    private val limit = cap
    val text: String
        get() = "q"
    var count: Int = 1

    companion object {
        const val CAP = 2 * 256
        fun make() = Asker(Client(), cap = CAP)
    }

    enum class Model(val id: String) {
        HAIKU("anthropic.claude-3-haiku-20240307-v1:0"),
        LITE("amazon.nova-lite-v1:0");

        fun known() = id.isNotEmpty()
    }

    data class Body(val prompt: String, val maxTokens: Int = CAP)

    init {
        register(limit)
    }

    constructor(client: Client) : this(client, "amazon.nova-pro-v1:0", 5)

    @PostMapping("/ask")
    suspend fun ask(question: String, vararg more: String): String? {
        count += 1
        val body = Body(question, maxTokens = 10)
        return send(body.prompt, Model.HAIKU.id, SYSTEM, inherited(), Options.DEFAULT)
    }

    private fun send(question: String, id: String) = client.send(question, id)
}

object Single {
    val prompt = """
        Be terse.
    """.trimIndent()
}

@ConfigurationProperties("app.bedrock")
data class BedrockSettings(val modelId: String, val maxTokens: Int = 512)

interface Prompts {
    fun of(topic: String): String
}

fun String.shorten(size: Int = 5) = this.take(size)
