using Google.Apis.Auth.OAuth2;

const string Json = """{"type":"authorized_user","client_id":"a","client_secret":"b","refresh_token":"c"}""";
try { Console.WriteLine(Drive.Credential(Json).GetType().Name); }
catch (Exception e) { Console.WriteLine($"{e.GetType().Name}: {e.Message}"); }

static class Drive
{
    public static GoogleCredential Credential(string json) =>
        GoogleCredential.FromJson(json).CreateScoped("https://drive.example.org/readonly");
}
