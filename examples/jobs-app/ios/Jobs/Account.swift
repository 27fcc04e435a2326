/// The signed-in user, as the server answers.
struct Account: Decodable {
    let userId: String
    let phone: String
    let realName: String?
}
