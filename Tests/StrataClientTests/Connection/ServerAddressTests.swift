import StrataClient
import StrataModel
import Testing

@Suite("A server's address")
struct ServerAddressTests {
    @Test(
        "is a URL of http or https, perhaps with a path",
        arguments: [
            ("http://127.0.0.1:7870", "http://127.0.0.1:7870", true), ("HTTP://LocalHost", "http://localhost", true),
            ("https://strata.example.com/", "https://strata.example.com", false),
            ("https://example.com:443/team/strata/", "https://example.com/team/strata", false),
            ("http://[::1]:80", "http://[::1]", true), ("http://[fe80::1]:8080", "http://[fe80::1]:8080", false),
            ("http://127.0.0.1.example.com", "http://127.0.0.1.example.com", false),
            ("http://127.1.2.3:1/a%20b", "http://127.1.2.3:1/a%20b", true),
        ]
    )
    func parses(text: String, expected: String, isLoopback: Bool) throws {
        let address = try ServerAddress(text)
        #expect(address.description == expected)
        #expect(address.isLoopback == isLoopback)
        #expect(try ServerAddress(address.description) == address)
        let id = PipelineRunID()
        #expect(address.page(of: id) == "\(expected)/pipeline-runs/\(id)")
    }

    @Test(
        "is refused with words where it is none",
        arguments: [
            "", "localhost:7870", "ftp://host", "http://", "http://:80", "http://host:0", "http://host:65536",
            "http://host:x", "http://host:", "http://ho st", "http://host/?a=b", "http://host/#f", "http://[::1",
            "http://[zz]", "http://[::1]x", "http://höst", "http://host/../x", "http://a\nb",
            "http://" + String(repeating: "a", count: 3000),
        ]
    )
    func refuses(text: String) throws {
        let error = #expect(throws: ClientError.self) { try ServerAddress(text) }
        #expect(error?.code == .configuration)
        #expect(error?.remedy?.contains("http://host:port") == true)
    }

    @Test("with a password in it is refused without repeating it")
    func password() throws {
        for text in ["http://user:hunter2@host", "https://hunter2@host/x", "ftp://me:hunter2@host"] {
            let error = #expect(throws: ClientError.self) { try ServerAddress(text) }
            #expect(error?.description.contains("hunter2") == false)
        }
    }
}
