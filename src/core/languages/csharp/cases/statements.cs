class Walk
{
    async Task Run(List<string> items, Client client)
    {
        using var stream = new MemoryStream(bytes);
        using (var other = client.Open()) { other.Read(); }
        var prompt = new StringBuilder();
        prompt.Append("a").AppendLine(items[0]);
        foreach (var item in items) { client.Ask(item); }
        foreach (var (key, value) in pairs) client.Put(key, value);
        await foreach (var update in client.StreamAsync("q").WithCancellation(token)) Console.Write(update);
        for (int i = 0; i < 3; i++) client.Ask(i);
        while (client.More()) { break; }
        do { client.Ask("once"); } while (false);
        if (items.Count == 0) return;
        else if (items is [var only]) client.Ask(only);
        else { client.Ask("many"); }
        switch (items[0])
        {
            case "a":
            case "b":
                client.Ask("ab");
                break;
            case string long_ when long_.Length > 5:
                client.Ask("long");
                break;
            default:
                client.Ask("other");
                break;
        }
        try { client.Ask("t"); }
        catch (HttpException e) when (e.Code == 5) { client.Ask("c"); }
        finally { client.Close(); }
        x = y = 1;
        x += "more";
        _cache ??= client.Make();
        (a, b) = (b, a);
        lock (client) { client.Ask("locked"); }
        request.Messages.Add(new Message());
        request.Config.Max = 5;
        list.ForEach(one => client.Ask(one));
        throw new Exception(client.Why());
    }

    IEnumerable<int> Numbers() { yield return Next(); yield break; }
}
