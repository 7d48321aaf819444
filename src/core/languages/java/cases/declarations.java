package com.example.ask;

import static com.example.Settings.MODEL;
import static org.junit.jupiter.api.Assertions.*;

import com.example.Outer.Inner;
import com.example.models.*;
import lombok.RequiredArgsConstructor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;

@Service
@RequiredArgsConstructor
public class Asker extends Base implements Asking<String> {
    private static final String SYSTEM = "Be terse.";
    private static final int CAP = 2 * 256;
    @Value("${bedrock.model:amazon.nova-lite-v1:0}")
    private String model;
    private final Client client;
    int first = 1, second;

    enum Model {
        HAIKU("anthropic.claude-3-haiku-20240307-v1:0", 4096),
        SONNET("anthropic.claude-3-5-sonnet-20240620-v1:0", 8192) {
            @Override
            int cap() {
                return 10;
            }
        };

        private final String id;
        private final int cap;

        Model(String id, int cap) {
            this.id = id;
            this.cap = cap;
        }

        int cap() {
            return cap;
        }
    }

    record Body(String prompt, @Value("${cap}") int maxTokens) {
        static final double TEMPERATURE = 0.5;

        Body(String prompt) {
            this(prompt, CAP);
        }

        String text() {
            return prompt + maxTokens();
        }
    }

    @ConfigurationProperties(prefix = "app.bedrock")
    static class Settings {
        private String modelId;
        private int maxTokens = 512;
    }

    interface Prompts {
        String SYSTEM = "You are a poet.";

        String of(String topic);
    }

    static {
        register(CAP);
    }

    public Asker(Client client, @Value("${asker.name}") String name, int... more) {
        super(name);
        this.client = client;
    }

    @GetMapping("/ask")
    public String ask(String question) throws Exception {
        var inner = new Inner(MODEL, Model.HAIKU.id, inherited);
        assertNotNull(inner);
        return send(question, SYSTEM) + second;
    }

    private String send(String question, String system) {
        return helper(this.client, new Body(question), Settings.class, Asker.this.model);
    }
}
