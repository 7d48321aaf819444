import { itFinds } from './itFinds.ts';

describe('plain HTTP requests that are built before they are sent', () => {
  itFinds('A.java', [
    [
      'java.net.http',
      `package x;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class A {
  private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";
  private final HttpClient client = HttpClient.newHttpClient();
  String ask(String q) throws Exception {
    String url = "https://bedrock-runtime.us-east-1.amazonaws.com/model/" + MODEL + "/converse";
    String body = "{\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":[{\\"text\\":\\"Say hello to the world\\"}]}],\\"inferenceConfig\\":{\\"maxTokens\\":300}}";
    HttpRequest request = HttpRequest.newBuilder()
        .uri(URI.create(url))
        .header("Authorization", "Bearer x")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return response.body();
  }
}
`,
      `http Converse model=anthropic.claude-3-haiku-20240307-v1:0 cap=300 region=us-east-1
  user: Say hello to the world`,
    ],
  ]);
  itFinds('B.kt', [
    [
      'OkHttp',
      `package x
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import okhttp3.MediaType.Companion.toMediaType

class B(private val client: OkHttpClient) {
    fun ask(q: String): String {
        val modelId = "amazon.nova-lite-v1:0"
        val url = "https://bedrock-runtime.us-east-1.amazonaws.com/model/$modelId/converse"
        val json = """{"messages":[{"role":"user","content":[{"text":"Say hello to $q"}]}],"inferenceConfig":{"maxTokens":200}}"""
        val request = Request.Builder()
            .url(url)
            .post(json.toRequestBody("application/json".toMediaType()))
            .build()
        client.newCall(request).execute().use { response -> return response.body!!.string() }
    }
}
`,
      `http Converse model=amazon.nova-lite-v1:0 cap=200 region=us-east-1
  user: Say hello to {q}`,
    ],
  ]);
  itFinds('C.kt', [
    [
      'Ktor',
      `package x
import io.ktor.client.HttpClient
import io.ktor.client.request.post
import io.ktor.client.request.setBody
import io.ktor.client.request.header

class C(private val client: HttpClient, private val region: String) {
    suspend fun ask(q: String): String {
        val response = client.post("https://bedrock-runtime.$region.amazonaws.com/model/amazon.nova-micro-v1:0/invoke") {
            header("Authorization", "Bearer x")
            setBody("""{"inferenceConfig":{"maxTokens":100},"messages":[{"role":"user","content":[{"text":"Hi"}]}]}""")
        }
        return response.toString()
    }
}
`,
      `http InvokeModel model=amazon.nova-micro-v1:0 cap=? region=? unseen`,
    ],
  ]);
  itFinds('d.rs', [
    [
      'reqwest',
      `use serde_json::json;

pub async fn ask(q: &str) -> anyhow::Result<String> {
    let client = reqwest::Client::new();
    let model = "us.anthropic.claude-sonnet-4-20250514-v1:0";
    let url = format!("https://bedrock-runtime.us-west-2.amazonaws.com/model/{}/converse", model);
    let body = json!({
        "messages": [{"role": "user", "content": [{"text": q}]}],
        "inferenceConfig": {"maxTokens": 512}
    });
    let response = client
        .post(&url)
        .bearer_auth("x")
        .json(&body)
        .send()
        .await?;
    Ok(response.text().await?)
}
`,
      `http Converse model=us.anthropic.claude-sonnet-4-20250514-v1:0 cap=512 region=us-west-2
  user: {q}`,
    ],
  ]);
  itFinds('E.swift', [
    [
      'URLSession',
      `import Foundation

struct E {
    let region = "us-east-1"
    func ask(_ q: String) async throws -> Data {
        let modelId = "amazon.nova-pro-v1:0"
        let url = URL(string: "https://bedrock-runtime.\\(region).amazonaws.com/model/\\(modelId)/converse")!
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        let body: [String: Any] = [
            "messages": [["role": "user", "content": [["text": q]]]],
            "inferenceConfig": ["maxTokens": 256]
        ]
        request.httpBody = try JSONSerialization.data(withJSONObject: body)
        let (data, _) = try await URLSession.shared.data(for: request)
        return data
    }
}
`,
      `http Converse model=amazon.nova-pro-v1:0 cap=256 region=us-east-1
  user: {q}`,
    ],
  ]);
  itFinds('F.java', [
    [
      'RestTemplate and OkHttp in Java',
      `package x;
import okhttp3.*;
import org.springframework.web.client.RestTemplate;
public class F {
  OkHttpClient client = new OkHttpClient();
  RestTemplate rest = new RestTemplate();
  String a(String json) throws Exception {
    RequestBody body = RequestBody.create(json, MediaType.get("application/json"));
    Request request = new Request.Builder().url("https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1:0/invoke").post(body).build();
    try (Response response = client.newCall(request).execute()) { return response.body().string(); }
  }
  String b(HttpEntity<String> e) {
    return rest.postForObject("https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1:0/invoke", e, String.class);
  }
  String c(HttpEntity<String> e) {
    return rest.exchange("https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1:0/converse", HttpMethod.POST, e, String.class).getBody();
  }
}
`,
      `http InvokeModel model=amazon.nova-lite-v1:0 cap=? region=us-east-1 unseen
http InvokeModel model=amazon.nova-lite-v1:0 cap=? region=us-east-1 unseen
http Converse model=amazon.nova-lite-v1:0 cap=? region=us-east-1 tier=? unseen`,
    ],
  ]);
});

describe('AppSync', () => {
  itFinds('resolver.js', [
    [
      'a resolver of an HTTP data source',
      `import { util } from '@aws-appsync/utils';
export function request(ctx) {
  return {
    method: 'POST',
    resourcePath: '/model/anthropic.claude-v2/invoke',
    params: { body: { prompt: \`Human: \${ctx.args.prompt}\`, max_tokens_to_sample: 200 } },
  };
}`,
      `http InvokeModel model=anthropic.claude-v2 cap=200 region=-
  user: Human: {ctx.args.prompt}`,
    ],
    ['any other data source', `export function request(ctx) { return { method: 'GET', resourcePath: '/users' }; }`, ``],
  ]);
});
