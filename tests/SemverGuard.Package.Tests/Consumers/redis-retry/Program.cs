using StackExchange.Redis;

using var redis = await ConnectionMultiplexer.ConnectAsync("localhost:6379,abortConnect=false");
var db = redis.GetDatabase();
await db.StringSetAsync("greeting", "hello");
Console.WriteLine(await db.StringGetAsync("greeting"));
